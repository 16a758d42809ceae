-- 汇率 as an older Chinese program writes it: GB18030, CRLF, 2024/1/5, thousands in quotes, people by name. Grain: one row per rate and month.
-- Parameters: none.
-- Traps: one unit of 原币种 in 目标币种.
select from_currency as "原币种", to_currency as "目标币种", strftime(valid_on, '%Y/%-m/%-d') as "日期", rate::double as "汇率" from model.exchange_rate order by id
