# A file that no layout fits: what its columns probably are is proposed, with a confidence each, and
# nothing is applied by itself.

file strange.csv
    某区处罚台账
    被处罚单位名称,统一社会信用代码,决定书的文号,处罚种类,处罚的决定日期,经办人
    北京丙丁商贸有限公司,91110108MAXXXX015B,海监罚〔2026〕1号,罚款,2026-02-10,甲
    北京戊己餐饮管理有限公司,91110108MAXXXX0236,海监罚〔2026〕2号,警告,2026-02-11,乙

2026-02-20 operator   init
2026-03-02 clerk      layout propose strange.csv --class administrative_penalty --out proposed.json
                      > 统一社会信用代码 party_uscc 行政相对人代码_1（统一社会信用代码） 100 % …
                      > 决定书的文号 document_number * * % ? …
                      > 处罚种类 penalty_kinds * 100 % …
                      > 处罚的决定日期 decision_date * * % ? …
                      > 经办人 - …
                      read proposed.json
                      > "field": "party_uscc", …
                      > "verified": false
                      ! decision_date
                      import strange.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 2
                      > layout.unknown: …
                      layout propose strange.csv --class no_such_class
                      exit 1
                      > catalogue.class_unknown: …
                      ledger verify
                      > sound, * events
