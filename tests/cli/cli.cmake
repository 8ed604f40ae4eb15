# The command line as an operator types it: one ctest entry per class.
foreach(group Words Read Cases Outbox Sop Draw Audit Init DryRun)
	add_test(NAME cli_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/cli/test_cli.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(cli_${group} PROPERTIES TIMEOUT 300)
endforeach()
foreach(group Import Look)
	add_test(NAME cli_owner_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/cli/test_owner.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(cli_owner_${group} PROPERTIES TIMEOUT 300)
endforeach()
