-- How texts are compared and how numbers, dates and yes/no written by people are read. All return null for what they can't read.
-- Parameters: text as it came. Traps: `¥` counts as CNY; NFKC is done for full-width forms only; a lone `-` is no number.
-- `translate` builds its table anew for every row, so it only sees rows that need it.
create or replace macro meta.half_width(raw) as
  case when regexp_matches(raw, '[\x{FF01}-\x{FF5E}\x{3000}\x{A0}]') then
  translate(raw, '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～' || chr(12288) || chr(160), '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~' || '  ') else raw end;

-- Without blanks around it, null where nothing is left. Most cells have none, and `trim` costs ten times the look.
create or replace macro meta.trimmed(raw) as
  case when starts_with(raw, ' ') or ends_with(raw, ' ') or starts_with(raw, chr(9)) or ends_with(raw, chr(9)) or starts_with(raw, chr(10)) or ends_with(raw, chr(10))
      or ends_with(raw, chr(13)) or starts_with(raw, chr(160)) or ends_with(raw, chr(160)) or starts_with(raw, chr(12288)) or ends_with(raw, chr(12288))
    then nullif(trim(raw, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288)), '') else raw end;

-- Equal keys = the same thing but for width, case, blanks and punctuation; letters of every script are kept.
create or replace macro meta.match_key(raw) as
  coalesce(nullif(regexp_replace(lower(meta.half_width(raw)), '[\p{P}\p{Z}\s\p{C}]+', '', 'g'), ''), lower(trim(raw)));

create or replace macro meta.bare_number(raw) as
  regexp_replace(meta.half_width(raw), '[\s+¥￥$€£''’"+]|[Hh][Kk]|[Uu][Ss]|[Rr][Mm][Bb]|[Cc][Nn][Yy]|[Uu][Ss][Dd]|[Ee][Uu][Rr]|[Gg][Bb][Pp]|[Hh][Kk][Dd]|[Jj][Pp][Yy]|人民币|元', '', 'g');

-- `(1,234)`, `1,234-`, `15%`, `1.2万`, `3亿`; `digits` has its decimal sign as a point.
create or replace macro meta.signed_number(digits) as
  try_cast(regexp_replace(digits, '[()%万亿,-]', '', 'g') as decimal(26, 8))
  * case when starts_with(digits, '(') or starts_with(digits, '-') or ends_with(digits, '-') then -1 else 1 end
  * case when contains(digits, '万') then 10000 when contains(digits, '亿') then 100000000 else 1 end
  / case when contains(digits, '%') then 100 else 1 end;

-- A one-element list binds the cleaned text once: a macro would write it out again wherever it is used.
create or replace macro meta.parse_number(raw) as
  list_transform([meta.bare_number(raw)], lambda bare: case
    when regexp_full_match(bare, '-?\d{1,15}(\.\d+)?') then try_cast(bare as decimal(26, 8))
    when regexp_full_match(bare, '[(-]?\d[\d,]*(\.\d+)?[万亿%]*[)-]?|[(-]?\.\d+[万亿%]*[)-]?') then meta.signed_number(bare) end)[1];

create or replace macro meta.parse_number_comma(raw) as
  list_transform([meta.bare_number(raw)], lambda bare: case
    when regexp_full_match(bare, '[(-]?\d[\d.]*(,\d+)?[万亿%]*[)-]?') then meta.signed_number(replace(replace(bare, '.', ''), ',', '.')) end)[1];

create or replace macro meta.parse_boolean(raw) as
  list_transform([lower(meta.half_width(trim(raw)))], lambda word: case
    when word in ('true', 'yes', 'y', 't', '1', '是', '有', '有效', '√', '对', '真', 'x') then true
    when word in ('false', 'no', 'n', 'f', '0', '否', '无效', '×', '错', '假') then false end)[1];

-- Status words of deals, null where the text says none of open, won, lost.
create or replace macro meta.parse_status(raw) as
  list_transform([meta.match_key(raw)], lambda word: case
    when word in ('won', 'win', 'closedwon', 'closewon', '赢单', '已赢单', '成交', '已成交', '赢') then 'won'
    when word in ('lost', 'lose', 'closedlost', 'closelost', '输单', '已输单', '丢单', '已丢单', '输', '失败', '无效', '战败', 'canceled', 'cancelled', 'abandoned') then 'lost'
    when word in ('open', 'inprogress', 'active', 'new', '进行中', '跟进中', '未关闭', '未结束', '开放', '正常', '未成交') then 'open' end)[1];

-- Kinds of stages as stage files write them.
create or replace macro meta.parse_stage_kind(raw) as meta.parse_status(raw);

-- The currency a written amount names by sign or code.
create or replace macro meta.currency_in(raw) as
  case when regexp_matches(raw, '(?i)HK\$|HKD') then 'HKD'
       when regexp_matches(raw, '(?i)US\$|USD|\$') then 'USD'
       when regexp_matches(raw, '(?i)[¥￥元]|RMB|CNY|人民币') then 'CNY'
       when regexp_matches(raw, '(?i)€|EUR') then 'EUR'
       when regexp_matches(raw, '(?i)£|GBP') then 'GBP'
       when regexp_matches(raw, '(?i)JPY') then 'JPY' end;

-- `2024年1月5日 下午3:05` -> `2024-1-5 3:05 PM`, so that one list of formats reads everything.
create or replace macro meta.bare_moment(raw) as
  trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(meta.half_width(trim(raw)), '\s*[年月]\s*', '-', 'g'), '\s*[日号]\s*|-$', ' ', 'g'), '时|點|点', ':', 'g'),
    '下午\s*(\d{1,2}:\d{2}(:\d{2})?)', '\1 PM'), '上午\s*(\d{1,2}:\d{2}(:\d{2})?)', '\1 AM'));

-- `2024Q1`, `Q1 2024`, `2024年第一季度` -> the quarter's first day.
create or replace macro meta.parse_quarter(raw) as
  try_strptime(regexp_extract(raw, '(\d{4})', 1) || '-' ||
    (3 * try_cast(translate(regexp_extract(meta.half_width(raw), '(?i)Q\s*([1-4])|([1-4一二三四])\s*季', 1) || regexp_extract(meta.half_width(raw), '(?:[^\d]|^|第|-|年)([1-4一二三四])\s*季', 1), '一二三四', '1234') as integer) - 2)::varchar || '-1', '%Y-%m-%d');

-- How many months a period covers that is written as a quarter, `2024Q1`, or as a bare year, `2024`, `2024年`, `2024年度`; null for anything else.
create or replace macro meta.period_months(raw) as
  list_transform([trim(meta.half_width(raw))], lambda text: case when regexp_full_match(text, '(19|20)\d{2} ?(年|年度|全年)?') then 12
    when regexp_matches(text, '(?i)^\d{4}.{0,2}Q ?[1-4]$|^Q ?[1-4].{0,2}\d{4}$|季度?$') then 3 end)[1];

-- `2024-01-05T10:00:00+0800` -> with a colon in its offset, as casts want it.
create or replace macro meta.bare_zone(raw) as
  regexp_replace(regexp_replace(trim(raw), '\s*(UTC|GMT)$', 'Z'), '([+-]\d{2})(\d{2})$', '\1:\2');

create or replace macro meta.parse_currency(raw) as
  case when raw in ('CNY', 'USD', 'EUR', 'GBP', 'HKD', 'JPY', 'AUD', 'CAD', 'CHF', 'SGD', 'INR', 'TWD', 'KRW') then raw else coalesce(meta.currency_in(raw), case when regexp_matches(raw, '美元|美金') then 'USD' when contains(raw, '欧元') then 'EUR' when contains(raw, '港') then 'HKD'
    when contains(raw, '日元') then 'JPY' when contains(raw, '英镑') then 'GBP' end, nullif(regexp_extract(upper(raw), '[A-Z]{3}'), '')) end;

create or replace macro meta.parse_direction(raw) as
  case when regexp_matches(lower(raw), 'inbound|incoming|呼入|来电|主动联系我') then 'inbound'
       when regexp_matches(lower(raw), 'outbound|outgoing|呼出|去电|外呼') then 'outbound' else lower(trim(raw)) end;

-- Invoices and credit notes as billing systems name them; other kinds stay.
create or replace macro meta.parse_invoice_kind(raw) as
  case when regexp_matches(lower(raw), 'credit|refund|红字|红冲|贷项|退款') then 'credit_note'
       when regexp_matches(lower(raw), 'invoice|蓝字|发票') then 'invoice' else trim(raw) end;

-- What a target aims at, as a metric's id; unknown words stay.
create or replace macro meta.parse_target_metric(raw) as
  list_transform([meta.match_key(raw)], lambda word: case when word in ('wonvalue', 'sales', 'revenue', 'bookings', 'salesamount', 'closedwon', '销售额', '成交金额', '赢单金额', '业绩', '销售金额', '商机金额') then 'won_value'
       when word in ('woncount', 'deals', 'wins', '赢单数', '成交数', '签单数') then 'won_count'
       when word in ('receivedamount', 'cash', 'collections', '回款', '回款额', '回款金额') then 'received_amount'
       when word in ('contractvalue', 'contract', '合同额', '合同金额', '签约额') then 'contract_value'
       when word in ('ordervalue', 'orders', '订单额', '订单金额') then 'order_value'
       when word in ('leadcount', 'leads', '线索数', '新增线索数') then 'lead_count'
       else lower(trim(raw)) end)[1];

-- DuckDB knows `infinity`, `epoch` and the year 200000; calendars and the marts' day numbers don't.
create or replace macro meta.calendar_moment(moment) as
  list_transform([moment], lambda m: case when m between '1000-01-01' and '9999-12-31 23:59:59' then m end)[1];

create or replace macro meta.from_epoch(seconds) as
  case when seconds between -30000000000 and 200000000000 then to_timestamp(seconds) end;

-- Ada + Lovelace is Ada Lovelace; 芳 + 王 is 王芳: where names are written in Chinese or Korean the family stands first and no blank between.
create or replace macro meta.whole_name(given, family) as
  nullif(case when regexp_matches(concat(given, family), '[\p{Han}\p{Hangul}]') then concat(family, given) else concat_ws(' ', given, family) end, '');
