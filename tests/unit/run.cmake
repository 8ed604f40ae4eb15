# These tests look inside the room.
foreach(topic register unreadable doubt)
	if(TARGET test_run_${topic})
		target_include_directories(test_run_${topic} PRIVATE
			${CMAKE_SOURCE_DIR}/src/run)
	endif()
endforeach()
