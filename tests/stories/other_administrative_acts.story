# The other acts of administration, each by its own form and without a layout file: coercion,
# inspection, payment. What a law names is looked up; what is paid is not for everybody to see.
# (plan task 10)

file coercion.csv
    行政相对人名称,行政相对人类别,统一社会信用代码,行政相对人代码_1,决定文书名称,决定文书号,事项名称,行政强制措施种类,理由,主要内容,依据,决定日期,状态,决定机关,决定机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,,91110108MAXXXX015B,查封扣押决定书,海市强〔2026〕1号,查封扣押,查封、扣押,涉嫌无证经营,查封经营场所并扣押设备,《中华人民共和国行政强制法》第十八条、《无照经营查处取缔办法》第九条,2026-02-10,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file inspection.csv
    行政相对人名称,行政相对人类别,行政相对人代码_1（统一社会信用代码）,决定文书号,事项名称,检查方式,执法人员证号,检查事项,检查结果,整改期限,主要内容,依据,决定日期,状态,检查机关,检查机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海市检〔2026〕1号,登记事项检查,双随机、一公开,01-001;01-002,登记事项,责令改正,,检查登记事项,《优化营商环境条例》第五十四条,2026-02-10,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海市检〔2026〕2号,登记事项检查,双随机、一公开,01-001;01-002,登记事项,责令改正,2026-03-10,检查登记事项,《优化营商环境条例》第五十四条,2026-02-11,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

file payment.csv
    行政相对人名称,行政相对人类别,行政相对人代码_1（统一社会信用代码）,决定文书号,事项名称,给付种类,金额(万元),主要内容,依据,决定日期,状态,决定机关,决定机关统一社会信用代码,数据来源单位,数据来源单位统一社会信用代码
    北京丙丁商贸有限公司,法人及非法人组织,91110108MAXXXX015B,海市给〔2026〕1号,稳岗补贴,补贴,1.2,发放补贴,《中华人民共和国社会保险法》第四条,2026-02-10,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192
    某某,自然人,,海市给〔2026〕2号,临时救助,救助,0.2,发放救助金,《社会救助暂行办法》第四十七条,2026-02-10,有效,北京市海淀区甲乙监管局,11110108MBXXXX0192,北京市海淀区甲乙监管局,11110108MBXXXX0192

2026-02-20 operator   init

# 统一社会信用代码 and 行政相对人代码_1 are two columns of one field: which one counts is not guessed.
2026-03-02 clerk      import coercion.csv --class administrative_coercion --provider 11110108MBXXXX0192
                      exit 2
                      > layout.duplicate_column: …
                      change coercion.csv "类别,统一社会信用代码," "类别,旧系统代码,"
                      import coercion.csv --class administrative_coercion --provider 11110108MBXXXX0192
                      > read 1 = accepted 1 + refused 0 + unchanged 0 warned 1 layout administrative_coercion
                      > column.unknown 1 …
                      > law.not_in_force 1 …
                      import inspection.csv --class administrative_inspection --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 + unchanged 0 warned 0 layout administrative_inspection
                      > field.required_when 1 …
                      import payment.csv --class administrative_payment --provider 11110108MBXXXX0192
                      exit 1
                      > read 2 = accepted 1 + refused 1 …
                      > record.subject_kind 1 …
                      import payment.csv --class administrative_coercion --provider 11110108MBXXXX0192
                      exit 1
                      show 91110108MAXXXX015B
                      > $coercion 行政强制 海市强〔2026〕1号 …
                      > $inspection 行政监督检查 海市检〔2026〕2号 …
                      ! 行政给付
                      show 91110108MAXXXX015B --level shared
                      > $payment 行政给付 …
                      show $coercion
                      > 行政强制措施种类 查封场所、设施或者财物、扣押财物
                      show $inspection
                      > 检查方式 双随机
                      ! 01-001
                      show $inspection --level shared
                      > 执法人员证号 01-001;01-002
                      show $payment
                      exit 1
                      > record.unknown: …
                      show $payment --level shared
                      ! 给付金额
                      prove $payment --out public-proof
                      read public-proof
                      ! 给付
                      show $payment --level authorised
                      > 给付金额（万元） 1.2
                      ledger verify
                      > sound, * events
