-- How chance, time and names are worked out in the sample company: everything is arithmetic on hash(seed, id, purpose).
-- Grain: macros only. Parameters of the macros: the seed, the number of a thing, what the roll is for, how many sides the die has.
-- Traps: `id` goes through xor and a second hash, because hash(seed, id, purpose) alone would tie the rolls of two purposes together;
-- seconds count from 1970 in the workspace's own zone; no random(), so that the same seed gives the same company anywhere.
create schema if not exists sample;
create or replace macro sample.roll(seed, id, purpose, sides) as (hash(xor(id::ubigint, hash(seed::bigint, purpose))) % sides)::bigint;

-- A skewed stretch in percent out of 0 … 999: half are below 100, a tenth above 290.
create or replace macro sample.stretch(u) as 35 + u // 10 + 240 * (u * u * u // 1000 * u // 1000000) // 1000;
create or replace macro sample.day_second(day) as (day - date '1970-01-01')::bigint * 86400;
create or replace macro sample.moment(second) as make_timestamp(second * 1000000);
create or replace macro sample.day_of(second) as (date '1970-01-01' + (second // 86400)::integer);
-- People work from half past eight to eight: a day's seconds pressed into that, in their order; and the same, but after another moment.
create or replace macro sample.at_work(second) as second // 86400 * 86400 + 30600 + second % 86400 * 41400 // 86400;
create or replace macro sample.at_work_after(second, earlier) as sample.at_work(second) + case when sample.at_work(second) > earlier then 0 else 86400 end;
-- What had not happened before the cut is not known yet.
create or replace macro sample.known(second, cut) as case when second < cut then second end;

-- How often a plan was pushed by a moment: when it is ten days past, by thirty days; and the day it stands at after so many pushes.
create or replace macro sample.pushes(planned, moment) as case when moment - 864000 <= planned then 0 else (moment - 864001 - planned) // 2592000 + 1 end;
create or replace macro sample.plan(planned, pushes, mistyped) as (sample.day_of(planned + 2592000 * pushes) + case when mistyped then 36525 else 0 end)::varchar;

-- Ids of the generated rows: a billion for each of the 31 entities, below those that later loads get.
create or replace macro sample.row_id(entity, n) as entity::bigint * 1000000000 + n;

create or replace macro sample.pick(words, n) as words[1 + (n % len(words))::integer];

create or replace macro sample.brand(company) as
  concat(
    sample.pick(['恒','泰','鑫','博','锐','达','宏','远','盛','华','腾','飞','诚','信','佳','美','隆','昌','嘉','禾','瑞','丰','康','宁','启','明','凯','旋','卓','越','万','通','天','成','金','石','海','川','云','峰','长','青','正','和','永','安','东','升','立','德','百','川','星','辰','联','创','新','力','众','合'], company * 99991),
    sample.pick(['源','翔','泽','润','邦','晟','耀','辉','景','程','睿','哲','轩','朗','岳','洋','舟','帆','阳','晖','林','森','钧','铭','锦','绣','祥','瑞','裕','兴','旺','顺','捷','迅','航','宇','航','纪','元','弘','毅','志','勤','敏','思','齐','贤','杰','英','才','仁','义','礼','智','诺','言','实','朴','厚','载'], company * 99991 // 60),
    sample.pick(['','科','业','工','特','尔','斯','克','维','格','迪','普','赛','诺','欧','莱','曼','顿','森','威','利','福','安','邦','达','通','联','盟','信','和','源','泉','山','水','木','石','玉','珠','兰','竹','松','柏','梅','菊','春','夏','秋','冬','晓','晨','曦','旭','升','恒','久','远','大','中','同','一'], company * 99991 // 3600)
  );

create or replace macro sample.person_name(n) as
  concat(
    sample.pick(['王','李','张','刘','陈','杨','黄','赵','吴','周','徐','孙','马','朱','胡','郭','何','林','高','罗','郑','梁','谢','宋'], n),
    sample.pick(['伟','敏','静','磊','洋','艳','勇','娟','涛','明','超','霞','平','刚','桂','文','辉','玲','建','丽','俊','海','晓','志','雪','梦','子','雨','思','佳','天','宇','欣','嘉','瑞','博','浩','梓','泽','若'], n // 24),
    sample.pick(['','华','军','杰','涵','怡','轩','琪','峰','楠','强','宁','婷','凯','鹏','蕾','航','颖','斌','莹','龙','洁','波','倩','辰','萱','毅','悦','恒','彤','卓','然','琳','睿','瑶','晨','妍','哲','雯','昊'], n // 960)
  );

create or replace macro sample.key(prefix, n) as prefix || (100000000 + n)::varchar;
create or replace macro sample.company_name(company, city, word) as
  concat(city, sample.brand(company), word, sample.pick(['有限公司', '科技有限公司', '股份有限公司', '集团有限公司', '有限公司'], company // 216000 + company));
-- How the same company looks when somebody types it a second time.
create or replace macro sample.mistyped(name, how) as
  case how % 4 when 0 then name || ' ' when 1 then replace(replace(name, '有限公司', ''), '股份', '') when 2 then replace(name, '有限公司', '（有限公司）') else left(name, 3) || ' ' || substr(name, 4) end;
