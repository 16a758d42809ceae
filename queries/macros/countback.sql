-- Days sales outstanding by countback: months are taken off the balance, the latest first; the last one counts by the part that it takes.
-- Parameters: the balance, sales of each month and its days, lists of the same length. Traps: a month without sales counts whole while
-- something is left; null where the months given do not use the balance up.
create or replace macro mart.left_after(balance, sales, months) as balance - coalesce(list_sum(list_transform(sales[1:months], lambda sold: greatest(sold, 0))), 0);
create or replace macro mart.countback(balance, sales, lengths) as
  case when balance <= 0 then 0
    when mart.left_after(balance, sales, len(sales)) > 1e-6 then null
    else list_sum(list_transform(range(1, len(sales) + 1), lambda i: lengths[i] * case
      when mart.left_after(balance, sales, i - 1) <= 1e-6 then 0
      when sales[i] <= 0 then 1
      else least(mart.left_after(balance, sales, i - 1) / sales[i], 1) end))
  end;
