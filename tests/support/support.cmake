# The servers and the people of the tests are themselves tested.
foreach(name servers people)
	add_test(NAME support_${name} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/support/${name}_test.py)
	set_tests_properties(support_${name} PROPERTIES TIMEOUT 120)
endforeach()
