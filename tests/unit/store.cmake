# The store's tests look behind its door: at the schema, the statements that
# were prepared, and the file under SQLite's own hand.
file(GLOB store_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/store_*.c)
foreach(unit ${store_tests})
	get_filename_component(name ${unit} NAME_WE)
	if(TARGET test_${name})
		target_include_directories(test_${name} PRIVATE
			${CMAKE_SOURCE_DIR}/src/store)
	endif()
endforeach()
