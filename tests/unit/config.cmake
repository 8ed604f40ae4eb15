# The holidays' file is read behind the room's door.
if(TARGET test_config_holidays)
	target_include_directories(test_config_holidays PRIVATE
		${CMAKE_SOURCE_DIR}/src/config)
endif()
