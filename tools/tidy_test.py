#!/usr/bin/env python3
"""Each rule of tidy.py, seen to refuse what it should, and nothing else."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import tidy

CLEAN = {
    "src/base/CMakeLists.txt": "credit_module(base)\n",
    "src/base/text.h": "// Text.\n#pragma once\n",
    "src/base/sql/drivers.h": "// Drivers.\n#pragma once\n",
    "src/credit/subject/CMakeLists.txt": "credit_module(subject PUBLIC base)\n",
    "src/credit/subject/subject.h": '// Subjects.\n#pragma once\n\n#include "base/text.h"\n',
    "src/credit/subject/subject_store.h": "// Their tables.\n#pragma once\n",
    "src/credit/record/CMakeLists.txt": "credit_module(record\n    PUBLIC base PRIVATE subject)\n",
    "src/credit/record/record.h": "// Records.\n#pragma once\n",
    "src/credit/record/record_store.cpp": 'auto all = "SELECT id FROM record";\n',
    "src/app/cli/CMakeLists.txt": "credit_module(cli PUBLIC base subject record)\n",
    "src/app/cli/cli.h": "// The command line.\n#pragma once\n\nint run(int count, char** argv);\n",
    "src/app/main.cpp": '#include "app/cli/cli.h"\n',
    "src/app/reasons.csv": "reason,zh,en\nrecord.too_old,太旧,too old\n",
    "policy/terms.csv": "term,days,basis,verified\nappeal,15,Act 3,no\n",
}
RECORD = "src/credit/record/record.cpp"


class Rule(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        for name, text in CLEAN.items():
            self.write(name, text)

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def accepts(self, name, text):
        self.write(name, text)
        self.assertEqual(tidy.findings(self.root), [])

    def refuses(self, name, text, words, line=1):
        self.write(name, text)
        found = tidy.findings(self.root)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(f"{name}:{line}: "), found)
        self.assertIn(words, found[0])

    def test_a_clean_house_is_left_alone(self):
        self.assertEqual(tidy.findings(self.root), [])

    def test_no_tabs(self):
        self.refuses(RECORD, "int a;\n\tint b;\n", "tab", line=2)

    def test_no_space_at_the_end_of_a_line(self):
        self.refuses("tools/build", "#!/bin/sh\ntrue \n", "space at the end", line=2)

    def test_a_file_ends_with_a_newline(self):
        self.refuses("cmake/Some.cmake", "set(a 1)", "no newline")

    def test_a_line_has_100_columns(self):
        self.accepts(RECORD, "//" + " a" * 49 + "\n")
        self.refuses(RECORD, "// " + " a" * 49 + "\n", "101 columns")

    def test_a_han_character_takes_two_columns(self):
        self.accepts(RECORD, "// " + "信" * 48 + "\n")
        self.refuses(RECORD, "// " + "信" * 49 + "\n", "101 columns")

    def test_data_may_be_as_wide_as_it_is(self):
        self.accepts("policy/wide.json", '"' + "a" * 200 + '"\n')

    def test_a_file_has_400_lines(self):
        self.accepts(RECORD, "int a;\n" * 400)
        self.refuses(RECORD, "int a;\n" * 401, "401 lines", line=400)

    def test_a_function_has_50_lines(self):
        function = "namespace x {\n\nint f(int a)\n{\n%s}\n\n}\n"
        self.accepts(RECORD, function % ("    ++a;\n" * 50))
        self.refuses(RECORD, function % ("    ++a;\n" * 51), "51 lines", line=4)

    def test_a_function_in_a_class_has_50_lines_too(self):
        method = "class A {\n    int f() const {\n%s    }\n};\n" % ("        a();\n" * 51)
        self.refuses(RECORD, method, "51 lines", line=2)

    def test_a_long_class_or_table_is_no_function(self):
        rows = "    {f(1), {2}},\n" * 60
        methods = "    int a();\n" * 60
        self.accepts(RECORD, "struct A {\n%s};\nconst B b[] = {\n%s};\n" % (methods, rows))

    def test_braces_in_text_and_comments_do_not_count(self):
        body = "    a('{', \"{\", R\"({)\");  // {\n"
        text = "void f()\n{\n%s}\n\nvoid g()\n{\n%s}\n" % (body * 30, body * 30)
        self.accepts(RECORD, text)

    def test_a_use_is_declared(self):
        self.accepts(RECORD, '#include "credit/subject/subject.h"\n')
        self.refuses("src/credit/subject/subject.cpp", '\n#include "credit/record/record.h"\n',
                     "subject does not declare that it uses record", line=2)

    def test_a_use_in_a_header_is_declared_public(self):
        text = '// More.\n#pragma once\n#include "credit/subject/subject.h"\n'
        self.accepts("src/credit/record/record_store.h", text)
        self.refuses("src/credit/record/more.h", text, "must declare subject as PUBLIC", line=3)

    def test_a_store_is_private_to_its_room(self):
        include = '#include "credit/subject/subject_store.h"\n'
        self.accepts("src/credit/subject/subject.cpp", include)
        self.refuses(RECORD, include, "private to subject")

    def test_a_folder_inside_a_module_is_private_to_it(self):
        self.accepts("src/base/sql/sqlite.cpp", '#include "base/sql/drivers.h"\n')
        self.refuses(RECORD, '#include "base/sql/drivers.h"\n', "private to base")

    def test_an_include_is_a_path_below_src(self):
        self.refuses(RECORD, '#include "../subject/subject.h"\n', "not a path below src/")

    def test_only_app_knows_the_doors(self):
        self.refuses(RECORD, '#include "app/cli/cli.h"\n', "only app/ may know")

    def test_a_header_opens_with_what_it_is(self):
        self.refuses("src/base/a.h", "#pragma once\n", "opens with a comment")

    def test_a_header_is_read_once(self):
        self.refuses("src/base/a.h", "// A.\n", "#pragma once")

    def test_sql_stays_in_stores(self):
        for text in ["SELECT 1", "INSERT INTO a", "UPDATE a", "DELETE FROM a", "CREATE TABLE a"]:
            self.refuses(RECORD, f'auto a = "{text}";\n', "SQL belongs")
            self.write(RECORD, "")
        self.refuses(RECORD, 'auto a = R"(\n    SELECT 1)";\n', "SQL belongs")

    def test_sql_is_at_home_in_stores_tests_and_base_sql(self):
        self.write("src/base/sql/sqlite.cpp", 'auto a = "UPDATE a";\n')
        self.write("src/credit/record/record_test.cpp", 'auto a = "UPDATE a";\n')
        self.accepts(RECORD, '// SELECT is for stores.\nauto a = "Selected";\n')

    def test_a_room_knows_no_protocol(self):
        for line in ["char** argv;", "CLI::App app;", "#include <CLI/CLI.hpp>", "http::Request a;"]:
            self.refuses(RECORD, line + "\n", "neither HTTP nor argv")
            self.write(RECORD, "")
        self.accepts(RECORD, "// Nothing of argv.\n")

    def test_a_reason_is_in_the_list(self):
        error = 'return Error{ErrorKind::conflict,\n    "record.%s", id};\n'
        self.accepts(RECORD, error % "too_old")
        self.refuses(RECORD, error % "too_new", '"record.too_new" is not in', line=2)

    def test_the_detail_of_a_reason_is_no_reason(self):
        self.accepts(RECORD, 'return refusal("record.too_old", "columns.field");\n')
        self.refuses(RECORD, 'return refusal("columns.field", "record.too_old");\n', '"columns.f')

    def test_a_reason_of_a_finding_is_in_the_list(self):
        self.refuses(RECORD, 'findings.push_back({row, "record.odd"});\n', '"record.odd"')

    def test_a_file_name_or_the_kind_of_an_event_is_no_reason(self):
        self.accepts(RECORD, 'findings.read("terms.csv");\nauto kind = "record.entered";\n')

    def test_a_row_of_policy_has_a_basis(self):
        rows = "term,basis,verified\na,Act 3,yes\nb, ,yes\n"
        self.refuses("policy/terms.csv", rows, "basis", line=3)

    def test_a_table_of_policy_has_a_column_for_the_basis(self):
        self.refuses("policy/a/terms.csv", "term,verified\na,yes\n", "basis", line=2)

    def test_a_row_of_policy_says_whether_it_was_verified(self):
        rows = "term,basis,verified\na,Act 3,maybe\n"
        self.refuses("policy/terms.csv", rows, "yes nor no", line=2)

    def test_no_word_of_unfinished_work(self):
        for word in ["TO" "DO", "FIX" "ME", "X" * 3, "for" " now"]:
            self.refuses(RECORD, f"// {word}: later\n", word)
        self.accepts(RECORD, "// 91110000MAXXXX015J is invented.\n")


if __name__ == "__main__":
    unittest.main(verbosity=2)
