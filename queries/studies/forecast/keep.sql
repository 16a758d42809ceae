-- Writes down what one method of a forecast said; once for the same question to the same data. Parameters: the columns of meta.forecast.
insert into meta.forecast
select
  $made_at::timestamp, $asked_on::integer, $data_version::bigint, $period_from::integer, $period_to::integer, $population::varchar, $asked::varchar, $currency::varchar,
  $method::varchar, $is_chosen::boolean, $value::double, $low_80::double, $high_80::double, $low_95::double, $high_95::double
where not exists (
  select 1 from meta.forecast
  where data_version = $data_version and asked_on = $asked_on and period_from = $period_from and period_to = $period_to and population = $population and asked = $asked
    and method = $method
);
