# Turns word lists (one entry a line, # begins a comment) into one C source, so that no program looks for files at run time.
#   cmake -DNAME=data_stop -DOUTPUT=stop.c -DINPUTS=a/en.txt,a/de.txt -P embed.cmake
# The table has one struct data_list a file, named after it, entries sorted by bytes, and ends with a NULL name. The entries are one text, and where
# each begins stands in numbers: thousands of pointers would have to be put right each time that a program starts.
cmake_minimum_required(VERSION 3.25)
set(lists "")
string(REPLACE "," ";" inputs "${INPUTS}")
foreach(input IN LISTS inputs)
  get_filename_component(name "${input}" NAME_WE)
  file(READ "${input}" text)
  string(REGEX REPLACE "#[^\n]*" "" text "${text}")
  string(REGEX REPLACE "[ \t]*\n+" ";" lines "${text}")
  list(FILTER lines EXCLUDE REGEX "^[ \t]*$")
  list(REMOVE_DUPLICATES lines)
  list(SORT lines)
  list(LENGTH lines count)
  set(entries "")
  set(starts "")
  set(start 0)
  foreach(line IN LISTS lines)
    string(LENGTH "${line}" length)
    string(APPEND starts "${start},\n")
    math(EXPR start "${start} + ${length} + 1")
    string(REPLACE "\"" "\\\"" line "${line}")
    string(APPEND entries "\"${line}\\0\"\n")
  endforeach()
  string(APPEND lists "    {\"${name}\",\n${entries},\n(const uint32_t[]){\n${starts}${start}}, ${count}},\n")
endforeach()
file(WRITE "${OUTPUT}" "/* Made by common/data/embed.cmake from common/data. */
#include \"common/stop.h\"

const struct data_list ${NAME}[] = {
${lists}    {NULL, NULL, NULL, 0},
};
")
