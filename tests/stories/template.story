# A department asks for the form of a class. It reads back without a finding, empty as it is; the
# example in it is a sound row.

2026-02-20 operator   init
2026-03-02 clerk      template administrative_penalty form.xlsx
                      > form.xlsx administrative_penalty/2018 …
                      import form.xlsx --class administrative_penalty --provider 11110108MBXXXX0192 --dry-run
                      > read 0 = accepted 0 + refused 0 + unchanged 0   warned 0 …
                      ! column.
                      ! sheet.
                      import form.xlsx --sheet 示例 --class administrative_penalty --provider 11110108MBXXXX0192 --dry-run
                      > read 1 = accepted 1 + refused 0 + unchanged 0   warned 0 …
                      ! column.
                      import form.xlsx --sheet 名单 --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > sheet.not_found: …
                      template no_such_class form.xlsx
                      exit 1
                      > catalogue.class_unknown: …
                      ledger verify
                      > sound, * events
