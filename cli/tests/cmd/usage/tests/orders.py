def test_an_order_is_locked_while_it_is_paid():
    assert pay("1").code == "Order.Locked"
