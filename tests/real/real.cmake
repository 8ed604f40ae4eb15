# The real-server tests: one ctest entry per class, so that they run side by
# side.
foreach(group HappyPath Papers Sender Decisions Recommendation Bsre Hold
		Filing)
	add_test(NAME real_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/real/test_revocation.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(real_${group} PROPERTIES TIMEOUT 900)
endforeach()
foreach(group Natuna Mamuju Pekalongan Superior Issuance KotaSeruni)
	add_test(NAME real_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/real/test_procedures.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(real_${group} PROPERTIES TIMEOUT 900)
endforeach()
add_test(NAME real_Check COMMAND /usr/bin/python3
	${CMAKE_CURRENT_SOURCE_DIR}/real/test_check.py $<TARGET_FILE:cabut>)
set_tests_properties(real_Check PROPERTIES TIMEOUT 900)
# Letters as text and as scans, two entries as the second one takes its time.
foreach(group text_forms scans)
	add_test(NAME real_documents_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/real/test_documents.py
		$<TARGET_FILE:cabut> -k test_${group})
	set_tests_properties(real_documents_${group} PROPERTIES TIMEOUT 1800)
endforeach()
add_test(NAME real_Signature COMMAND /usr/bin/python3
	${CMAKE_CURRENT_SOURCE_DIR}/real/test_signature.py $<TARGET_FILE:cabut>)
set_tests_properties(real_Signature PROPERTIES TIMEOUT 900)
