# What our mails say to the reader of answers, quoted or in pieces.
if(TARGET test_notice_reader)
	target_link_libraries(test_notice_reader PRIVATE room_reading)
endif()
