-- Two carts as the prototype has stored them: see docs/guides/change-an-event.md.
INSERT INTO domain_event (aggregate_identifier, sequence_number, type, event_identifier, meta_data, payload, payload_revision,
    payload_type, time_stamp)
SELECT CONCAT('70707070-0000-4000-8000-00000000000', cart), number, 'cart', RANDOM_UUID(), STRINGTOUTF8('{"actor":"import"}'),
    STRINGTOUTF8(CONCAT('{"cartId":"70707070-0000-4000-8000-00000000000', cart, '"', fields, '}')), revision, type,
    '2026-11-02T09:00:00Z'
FROM (VALUES
    (1, 0, 'cart.cart-created', '1', ',"shopperId":"a11a0000-0000-4000-8000-000000000001","channel":"web"'),
    (1, 1, 'cart.item-added', '1', ',"productId":"apple","name":"Apple","quantity":2,"price":0.5'),
    (1, 2, 'cart.cart-viewed', '1', ',"by":"a11a0000-0000-4000-8000-000000000001"'),
    (1, 3, 'cart.item-replaced', '1', ',"removed":{"productId":"apple","quantity":1},"added":{"productId":"pear","name":"Pear","quantity":1,"price":0.75}'),
    (1, 4, 'cart.product-dropped', '1', ',"productId":"apple","quantity":1'),
    (2, 0, 'cart.cart-created', '1', ',"shopperId":"a11a0000-0000-4000-8000-000000000001","channel":"web"'),
    (2, 1, 'cart.gift-wrapped', '3', ',"paper":"stars"'))
    AS prototype (cart, number, type, revision, fields);
