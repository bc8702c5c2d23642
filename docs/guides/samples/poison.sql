-- A cart with an event that nobody can read: see docs/guides/rebuild-a-view-at-noon.md.
INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload, payload_revision,
    payload_type, time_stamp)
SELECT '90150000-0000-4000-8000-000000000001', number, 'cart', RANDOM_UUID(), STRINGTOUTF8('{"actor":"import"}'),
    STRINGTOUTF8(CONCAT('{"cartId":"90150000-0000-4000-8000-000000000001"', fields, '}')), revision, type, '2026-11-24T09:00:00Z'
FROM (VALUES
    (0, 'cart.cart-created', '1', ',"shopperId":"a11a0000-0000-4000-8000-000000000001","currency":"EUR"'),
    (1, 'cart.item-added', '2', ',"productId":"apple","name":"Apple","quantity":"lots","unitPrice":{"amount":"0.50","currency":"EUR"}'),
    (2, 'cart.item-added', '2', ',"productId":"pear","name":"Pear","quantity":3,"unitPrice":{"amount":"0.75","currency":"EUR"}'))
    AS poison (number, type, revision, fields);
