# Bad luck and bad people: one ctest entry per class.
foreach(group Kill Poison Crowd Disk)
	add_test(NAME faults_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/faults/test_faults.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(faults_${group} PROPERTIES TIMEOUT 900)
endforeach()
