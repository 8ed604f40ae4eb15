# The letters' expected fields are JSON.
if(TARGET test_reading_samples)
	target_link_libraries(test_reading_samples PRIVATE PkgConfig::JANSSON)
endif()
