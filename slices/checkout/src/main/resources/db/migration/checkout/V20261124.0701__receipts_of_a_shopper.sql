CREATE INDEX receipt_of_shopper ON receipt (shopper_id);
