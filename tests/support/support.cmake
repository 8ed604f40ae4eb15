# The servers of the tests are themselves tested.
add_test(NAME support_servers
	COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/support/servers_test.py)
set_tests_properties(support_servers PROPERTIES TIMEOUT 120)
