# The tests of intake look inside the room (watch, URL, stream) and need
# their lying IMAP server.
if(TARGET room_intake)
	foreach(name intake_watch intake_url intake_imap intake_fetch intake_tls
			intake_dovecot intake_maildir)
		if(TARGET test_${name})
			target_include_directories(test_${name} PRIVATE
				${CMAKE_SOURCE_DIR}/src/intake
				${CMAKE_SOURCE_DIR}/tests/support)
			target_link_libraries(test_${name} PRIVATE
				PkgConfig::JANSSON)
		endif()
	endforeach()
	foreach(name intake_imap intake_fetch intake_tls)
		if(TARGET test_${name})
			target_sources(test_${name} PRIVATE
				${CMAKE_SOURCE_DIR}/tests/support/fake_imap.c
				${CMAKE_SOURCE_DIR}/tests/support/intake_certs.c)
		endif()
	endforeach()
	foreach(name intake_imap intake_fetch)
		if(TARGET test_${name})
			target_sources(test_${name} PRIVATE
				${CMAKE_SOURCE_DIR}/tests/support/imap_trap.c)
		endif()
	endforeach()
endif()
