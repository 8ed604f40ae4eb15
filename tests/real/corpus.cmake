# Whole mails, and the folder they lie in.
foreach(group Messages Folder)
	add_test(NAME corpus_${group} COMMAND /usr/bin/python3
		${CMAKE_CURRENT_SOURCE_DIR}/real/test_corpus.py
		$<TARGET_FILE:cabut> ${group})
	set_tests_properties(corpus_${group} PROPERTIES TIMEOUT 600)
endforeach()
