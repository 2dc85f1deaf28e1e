# The catalogue can be read as a document, with codes, and with what changed in it since a day or
# since a version. (plan task 1)

2026-11-24 operator   init
                      catalogue print
                      > # 公共信用信息目录
                      > | 编码 | 大类 | 信息类别 …
                      > | 0301 | 行政管理信息 | 行政许可 …
                      > | 0301001 | 行政相对人名称 | party_name | C..200 | 是 …
                      > ## 未核实
                      catalogue print --format csv
                      > 行政管理信息,0301,行政许可,administrative_licence,2018,0301001,行政相对人名称,…
                      catalogue print --against administrative_penalty/2016
                      > | 0302 | 行政处罚 | 违法事实 | 名称 | 处罚事由 | 违法事实 |
                      catalogue print --out catalogue.xlsx
                      read catalogue.xlsx
                      > 编码,大类,信息类别,…
                      catalogue print --against 2026-08-14
                      > | 0902 | 企业环境信用评价 …
                      catalogue print --against administrative_penalty/1999
                      exit 1
                      > catalogue.version_unknown: …

# A title as it is written names one law, or none.
                      catalogue law 食品安全法
                      > 中华人民共和国食品安全法 法律 – short form …
                      catalogue law 中华人民共和行政处罚法
                      > 中华人民共和国行政处罚法 法律 – mended
                      catalogue law 无照经营查处取缔办法
                      > 无照经营查处取缔办法 行政法规 2003-03-01 – 2017-09-30 full title not verified
                      catalogue law 某某法
                      exit 1
                      > law.unknown: …
                      ledger verify
                      > sound, * events
