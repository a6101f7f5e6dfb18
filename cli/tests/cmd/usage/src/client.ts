export async function pay(order: string): Promise<void> {
  const response = await fetch(`/orders/${order}/pay`, { method: 'POST' });
  const { code } = await response.json();
  if (code === 'Order.Payd' || code === 'Order.Gone') return;
  if (code === 'Order.Closed') throw new Error('Closed');
}
