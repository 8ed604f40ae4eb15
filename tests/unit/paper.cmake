# The room's tests read documents made by tests/support/make_papers.py and,
# with signatures, sign_pdf.py, once per build, and talk to the cabut-cell of the same build.
set(papers ${CMAKE_BINARY_DIR}/papers)
add_custom_command(OUTPUT ${papers}/made
	COMMAND ${CMAKE_COMMAND} -E rm -rf ${papers}
	COMMAND /usr/bin/python3
		${CMAKE_SOURCE_DIR}/tests/support/make_papers.py ${papers}
	COMMAND /usr/bin/python3
		${CMAKE_SOURCE_DIR}/tests/support/sign_pdf.py ${papers}
	COMMAND /usr/bin/python3
		${CMAKE_SOURCE_DIR}/tests/support/make_scans.py ${papers}
	COMMAND ${CMAKE_COMMAND} -E touch ${papers}/made
	DEPENDS ${CMAKE_SOURCE_DIR}/tests/support/make_papers.py
		${CMAKE_SOURCE_DIR}/tests/support/sign_pdf.py
		${CMAKE_SOURCE_DIR}/tests/support/make_scans.py
	VERBATIM)
add_custom_target(papers DEPENDS ${papers}/made)

foreach(unit paper_read paper_record paper_cell paper_sandbox paper_sign
		paper_ocr paper_picture paper_agree)
	if(TARGET test_${unit})
		target_include_directories(test_${unit} PRIVATE
			${CMAKE_SOURCE_DIR}/src)
		target_link_libraries(test_${unit} PRIVATE room_cell_client)
		add_dependencies(test_${unit} papers cabut-cell)
		target_compile_definitions(test_${unit} PRIVATE
			CABUT_CELL="$<TARGET_FILE:cabut-cell>"
			CABUT_PAPERS="${papers}")
	endif()
endforeach()

# Pictures are drawn in the tests; OCR in them may not start threads either.
foreach(unit paper_ocr paper_picture)
	if(TARGET test_${unit})
		target_link_libraries(test_${unit} PRIVATE PkgConfig::PANGO)
		set_tests_properties(${unit} PROPERTIES
			ENVIRONMENT OMP_THREAD_LIMIT=1)
	endif()
endforeach()
# Its children have a limit of time, and OCR under a sanitizer is slow: alone.
if(TARGET test_paper_ocr)
	set_tests_properties(paper_ocr PROPERTIES RUN_SERIAL TRUE)
endif()
