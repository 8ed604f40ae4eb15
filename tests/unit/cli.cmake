# These tests look inside the room.
foreach(topic csv owners)
	if(TARGET test_cli_${topic})
		target_include_directories(test_cli_${topic} PRIVATE
			${CMAKE_SOURCE_DIR}/src/cli)
	endif()
endforeach()
