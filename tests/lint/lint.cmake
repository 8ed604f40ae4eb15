# The house rules: one test each, so that a failure names the rule.
set(lint /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/lint/lint.py
	${CMAKE_SOURCE_DIR})
foreach(rule includes libraries sql size width unfinished banned templates
	reasons scripts top)
	add_test(NAME lint_${rule} COMMAND ${lint} ${rule})
endforeach()
add_test(NAME lint_itself COMMAND /usr/bin/python3
	${CMAKE_CURRENT_SOURCE_DIR}/lint/lint_test.py)
if(TARGET cabut AND TARGET room_mime AND TARGET room_paper)
	add_test(NAME lint_binary COMMAND ${lint} --binary
		$<TARGET_FILE:cabut> $<TARGET_FILE:room_mime>)
endif()
set(archives)
foreach(room base message mime sender paper reading sop draw notice store
		intake dispatch config run cli)
	if(TARGET room_${room})
		list(APPEND archives $<TARGET_FILE:room_${room}>)
	endif()
endforeach()
add_test(NAME lint_clash COMMAND ${lint} --clash ${archives})
