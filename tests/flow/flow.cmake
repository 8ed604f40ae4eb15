# What days do to a case: one ctest entry per class.
foreach(group Reminders Lists Away Hand Pinned)
	add_test(NAME flow_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/flow/test_time.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(flow_${group} PROPERTIES TIMEOUT 300)
endforeach()
