# bench_store DIRECTORY: prints a table; no test, because it judges nothing.
if(TARGET room_store)
	add_executable(bench_store ${CMAKE_CURRENT_LIST_DIR}/store_bench.c)
	target_link_libraries(bench_store PRIVATE room_store)
endif()
