export async function pay(order: string): Promise<void> {
  const response = await fetch(`/orders/${order}/pay`, { method: 'POST' });
  const { code } = await response.json();
  if (code === 'Order.Payd') return;
  if (code === 'Order.NotFound' || code === 'Order.Gone') throw new Error('No such order');
}
