# These tests look inside the room and start servers.
foreach(topic outcome smtp bytes real maildir)
	if(TARGET test_dispatch_${topic})
		target_sources(test_dispatch_${topic} PRIVATE
			${CMAKE_CURRENT_SOURCE_DIR}/support/child.c)
		target_include_directories(test_dispatch_${topic} PRIVATE
			${CMAKE_CURRENT_SOURCE_DIR}/support
			${CMAKE_SOURCE_DIR}/src/dispatch)
	endif()
endforeach()
foreach(topic smtp bytes)
	target_sources(test_dispatch_${topic} PRIVATE
		${CMAKE_CURRENT_SOURCE_DIR}/support/smtp_world.c)
endforeach()
