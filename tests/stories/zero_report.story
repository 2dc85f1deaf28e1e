# A department that has nothing to hand in says so, once the period is over and once only.

2026-02-20 operator   init
2026-02-20 operator   organisation add 11110108MBXXXX0192 北京市海淀区甲乙监管局
2026-02-28 clerk      zero-report add --provider 11110108MBXXXX0192 --class administrative_penalty --period 2026-02
                      exit 1
                      > zero_report.not_over: …
2026-03-01 clerk      zero-report add --provider 11110108MBXXXX0192 --class administrative_penalty --period 2026-02
                      zero-report list
                      > 11110108MBXXXX0192 administrative_penalty 2026-02 2026-03-01
                      zero-report add --provider 11110108MBXXXX0192 --class administrative_penalty --period 2026-02
                      exit 1
                      > zero_report.known: …
                      zero-report add --provider 11110108MBXXXX0192 --class no_such_class --period 2026-02
                      exit 1
                      > catalogue.class_unknown: …
                      zero-report add --provider 11110000MB0000001A --class administrative_penalty --period 2026-02
                      exit 1
                      > organisation.unknown: …
                      zero-report add --provider 11110108MBXXXX0192 --class administrative_penalty --period february
                      exit 2
                      > zero_report.period: …
                      ledger verify
                      > sound, * events
