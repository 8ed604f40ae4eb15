# What days do to a case: one ctest entry per class.
foreach(group Reminders Lists Away Hand Pinned)
	add_test(NAME flow_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/flow/test_time.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(flow_${group} PROPERTIES TIMEOUT 300)
endforeach()
# What was read is shown to the applicant, and asked about.
foreach(group Shown Waits Attacks Later)
	add_test(NAME read_back_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/flow/test_read_back.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(read_back_${group} PROPERTIES TIMEOUT 300)
endforeach()
# A letter that the helpdesk must judge.
foreach(group Asked Nobody Answers Unproven Attacks)
	add_test(NAME helpdesk_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/flow/test_helpdesk.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(helpdesk_${group} PROPERTIES TIMEOUT 300)
endforeach()
