# Bad luck and bad people: one ctest entry per class.
foreach(group Kill Poison Crowd Disk)
	add_test(NAME faults_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/faults/test_faults.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(faults_${group} PROPERTIES TIMEOUT 900)
endforeach()

set(attacks_classes Results Identity Token TwoCases Roles)
set(answers_classes Words Changes)
set(abuse_classes Loops Flood Twice Bsre Early Withdrawal Injection)
set(regress_classes Words Regret Renumber Newsletter Exchange Reports)
# One command shows the set: test_documents.py CABUT
set(documents_classes Documents Consent Asked)
foreach(file attacks answers abuse regress documents)
	foreach(group ${${file}_classes})
		add_test(NAME ${file}_${group} COMMAND /usr/bin/python3
			${CMAKE_CURRENT_SOURCE_DIR}/faults/test_${file}.py
			$<TARGET_FILE:cabut> ${group})
		set_tests_properties(${file}_${group} PROPERTIES TIMEOUT 300)
	endforeach()
endforeach()

set(time_attacks_classes Lists ListsAway ListsKilled Absence AbsenceOfOwner
	Colleagues Heads Superiors Silence Clock)
foreach(group ${time_attacks_classes})
	add_test(NAME time_attacks_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/faults/test_time_attacks.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(time_attacks_${group} PROPERTIES TIMEOUT 300)
endforeach()
