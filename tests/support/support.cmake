# The servers and the people of the tests are themselves tested.
foreach(name servers people)
	add_test(NAME support_${name} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/support/${name}_test.py)
	set_tests_properties(support_${name} PROPERTIES TIMEOUT 120)
endforeach()
# Our MIME walk against Python's email package, on mails made at random.
if(TARGET room_mime)
	add_executable(mime_shape ${CMAKE_CURRENT_SOURCE_DIR}/support/mime_shape.c)
	target_link_libraries(mime_shape PRIVATE room_mime)
	add_test(NAME fuzz_structure COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/fuzz/structure.py
		$<TARGET_FILE:mime_shape>)
	set_tests_properties(fuzz_structure PROPERTIES TIMEOUT 300)
endif()
