# The scores are JSON.
foreach(name samples letters)
	target_link_libraries(test_reading_${name} PRIVATE PkgConfig::JANSSON)
endforeach()
