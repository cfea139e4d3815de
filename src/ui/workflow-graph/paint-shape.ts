import type { StatusShape } from '../status-info.ts';

/** The shape of a status in a few strokes, about nine pixels wide: what the icon of the status looks like. */
export function paintShape(
  context: CanvasRenderingContext2D,
  shape: StatusShape,
  x: number,
  y: number,
  ink: string,
): void {
  context.strokeStyle = ink;
  context.fillStyle = ink;
  context.lineWidth = 1.4;
  context.lineCap = 'round';
  const line = (...points: readonly number[]): void => {
    context.beginPath();
    for (let at = 0; at < points.length; at += 2)
      context.lineTo(x + (points[at] ?? 0), y + (points[at + 1] ?? 0));
    context.stroke();
  };
  const ring = (from: number, to: number): void => {
    context.beginPath();
    context.arc(x, y, 3.8, from * Math.PI, to * Math.PI);
    context.stroke();
  };
  switch (shape) {
    case 'check':
      line(-3, 0.4, -0.8, 2.6, 3.2, -2.4);
      break;
    case 'cross':
      line(-2.8, -2.8, 2.8, 2.8);
      line(2.8, -2.8, -2.8, 2.8);
      break;
    case 'spinner':
      ring(-0.5, 0.9);
      break;
    case 'pause':
      line(-1.6, -2.8, -1.6, 2.8);
      line(1.6, -2.8, 1.6, 2.8);
      break;
    case 'clock':
      ring(0, 2);
      line(0, -2, 0, 0.2, 1.6, 1.2);
      break;
    case 'square':
      context.fillRect(x - 2.6, y - 2.6, 5.2, 5.2);
      break;
    case 'warning':
      context.beginPath();
      context.moveTo(x, y - 3.8);
      context.lineTo(x + 4, y + 3.2);
      context.lineTo(x - 4, y + 3.2);
      context.closePath();
      context.fill();
      break;
    case 'dashed':
      for (const from of [0, 0.5, 1, 1.5]) ring(from + 0.1, from + 0.4);
      break;
    case 'skip':
      line(-3.4, 0, 3.2, 0);
      line(0.8, -2.4, 3.2, 0, 0.8, 2.4);
      break;
    case 'question':
      context.beginPath();
      context.arc(x, y - 1.6, 2.1, -Math.PI, 0.35 * Math.PI);
      context.lineTo(x, y + 1.4);
      context.stroke();
      context.fillRect(x - 0.8, y + 3, 1.6, 1.6);
      break;
    default:
      shape satisfies never;
  }
}
