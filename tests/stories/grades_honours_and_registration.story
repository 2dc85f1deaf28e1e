# What others have judged or the firm itself says: grades of a sector, honours, results of checks of
# products, the register, and what a firm registers of its own will. (plan tasks 4, 10)

file grades.csv
    企业名称,统一社会信用代码,评价年度,信用等级,评定日期,评价单位
    北京丙丁商贸有限公司,91110108MAXXXX015B,2025,A,2026-02-10,国家税务总局北京市海淀区税务局
    北京戊己餐饮管理有限公司,91110108MAXXXX0236,2025,D,2026-02-10,国家税务总局北京市海淀区税务局
    北京戊己餐饮管理有限公司,91110108MAXXXX0236,2025,E,2026-02-10,国家税务总局北京市海淀区税务局

file environment.csv
    单位名称,统一社会信用代码,评价年度,评价等级,评定日期,评价单位
    北京丙丁商贸有限公司,91110108MAXXXX015B,2025,绿牌,2026-02-10,北京市海淀区生态环境局
    北京丙丁商贸有限公司,91110108MAXXXX015B,2026,环保良好企业,2026-08-20,北京市海淀区生态环境局

file honours.csv
    企业名称,统一社会信用代码,荣誉称号,授予文件文号,授予日期,授予机关
    北京丙丁商贸有限公司,91110108MAXXXX015B,诚信经营示范单位,海政发〔2026〕8号,2026-02-10,北京市海淀区人民政府

file products.csv
    企业名称,统一社会信用代码,检验报告编号,产品名称,检验结论,不合格项目,抽样日期,公布日期,抽查机关
    北京丙丁商贸有限公司,91110108MAXXXX015B,ZJ2026-001,电源适配器,不合格,标志,2026-01-10,2026-02-10,北京市海淀区甲乙监管局

file register.csv
    名称,统一社会信用代码,法定代表人,类型,注册资本(万元),住所,成立日期,核准日期,登记状态,登记机关
    北京丙丁商贸有限公司,91110108MAXXXX015B,张某某,有限责任公司,100,北京市海淀区某路1号,2020-01-02,2026-02-10,存续（在营、开业、在册）,北京市海淀区甲乙监管局

file voluntary.csv
    企业名称,统一社会信用代码,信息类别,信息名称,信息内容,注册日期,真实性承诺,授权共享应用
    北京丙丁商贸有限公司,91110108MAXXXX015B,社会公益,捐资助学,向某小学捐书,2026-02-10,是,否
    北京丙丁商贸有限公司,91110108MAXXXX015B,资质证照,体系认证,质量管理体系认证,2026-02-10,,是

2026-02-20 operator   init
2026-09-02 clerk      import grades.csv --class tax_credit_grade --provider 11110108MBXXXX0192
                      exit 1
                      > read 3 = accepted 2 + refused 1 …
                      > field.not_in_list 1 …
                      import environment.csv --class environmental_credit_grade --provider 11110108MBXXXX0192
                      > read 2 = accepted 2 …
                      import honours.csv --class honour --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
                      import products.csv --class product_quality --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 …
                      import register.csv --class registration --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 + refused 0 + unchanged 0 warned 0 layout registration
                      import voluntary.csv --class voluntary_information --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 …
                      > field.required 1 …
                      show 91110108MAXXXX0236
                      ! 纳税信用级别
                      show 91110108MAXXXX0236 --level shared
                      > $grade 纳税信用级别 …
                      show $grade --level shared
                      > 评价等级 D级
                      show 91110108MAXXXX015B
                      > $best 纳税信用级别 …
                      > $green 企业环境信用评价 …
                      > $blue 企业环境信用评价 …
                      > $honour 诚实守信相关荣誉 海政发〔2026〕8号 …
                      > $product 产品质量监督抽查结果 …
                      > $register 登记注册基本信息 …
                      ! 自愿注册信息
                      show $register
                      > record $register 登记注册基本信息 effective version 1
                      > 登记状态 存续
                      show $honour
                      > record $honour 诚实守信相关荣誉 awaiting_release version 1
                      ledger verify
                      > sound, * events
