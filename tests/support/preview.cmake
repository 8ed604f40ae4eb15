# Looks at what people will see; not part of the test run.
if(TARGET room_notice)
	add_executable(cabut-preview EXCLUDE_FROM_ALL
		${CMAKE_SOURCE_DIR}/tests/support/preview.c)
	target_link_libraries(cabut-preview PRIVATE room_notice)
endif()
