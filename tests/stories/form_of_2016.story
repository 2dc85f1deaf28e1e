# Each decision is held to the form of its day: the form of 2016 for those before July 2018, by its code
# names, with the amount read from the result in words.

file old.csv
    CF_WSH,CF_CFMC,CF_CFLB1,CF_CFLB2,CF_SY,CF_YJ,CF_XDR_MC,CF_XDR_SHXYM,CF_XDR_GSDJ,CF_FR,CF_JG,CF_JDRQ,CF_XZJG,CF_ZT,DFBM,SJC,BZ
    海交罚〔2018〕8号,行政处罚,罚款,一般程序,到期未审验,道路运输条例第六十五条,北京丙丁商贸有限公司,91110108MAXXXX015B,,,罚款人民币贰仟元整,2018-06-30,北京市海淀区甲乙监管局,0,110108,2018-06-30,
    海交罚〔2017〕9号,行政处罚,罚款,一般程序,到期未审验,道路运输条例第六十五条,北京丙丁商贸有限公司,110108000999017,,,处理完毕,2017/5/4,北京市海淀区甲乙监管局,0,110108,2017/5/4,

file later.csv
    CF_WSH,CF_CFMC,CF_CFLB1,CF_CFLB2,CF_SY,CF_YJ,CF_XDR_MC,CF_XDR_SHXYM,CF_XDR_GSDJ,CF_FR,CF_JG,CF_JDRQ,CF_XZJG,CF_ZT,DFBM,SJC,BZ
    海交罚〔2026〕8号,行政处罚,罚款,一般程序,到期未审验,道路运输条例第六十五条,北京丙丁商贸有限公司,91110108MAXXXX015B,,,罚款人民币贰仟元整,2026-02-03,北京市海淀区甲乙监管局,0,110108,2026-02-03,

2026-02-20 operator   init
2026-03-02 clerk      import old.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      > read 2 = accepted 2 + refused 0 + unchanged 0 warned 2 layout form_2016
                      > field.derived 1 …
                      > identifier.in_code_column 1 …
                      show 91110108MAXXXX015B
                      > $record 行政处罚 海交罚〔2018〕8号 2018-06-30 effective *
                      show $record
                      > 处罚类别 罚款
                      > 处罚结果 罚款人民币贰仟元整
                      > 罚款金额（万元） 0.2
                      show $record --json
                      > {"class":"administrative_penalty/2016",…
                      show 110108000999017
                      > registration_number 110108000999017
                      > * 行政处罚 海交罚〔2017〕9号 2017-05-04 …
                      import later.csv --class administrative_penalty --provider 11110108MBXXXX0192
                      exit 1
                      > read 1 = accepted 0 + refused 1 …
                      ledger verify
                      > sound, * events
