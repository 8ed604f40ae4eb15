# The scores are JSON.
foreach(name samples letters)
	target_link_libraries(test_reading_${name} PRIVATE PkgConfig::JANSSON)
endforeach()
# The second spelling of the decision reader; the fuzz targets use it, too.
target_sources(test_reading_plain PRIVATE
	${CMAKE_CURRENT_SOURCE_DIR}/support/plain_decision.c)
# Whole mails go through the cell's side of message.
target_link_libraries(test_reading_html PRIVATE room_mime)
