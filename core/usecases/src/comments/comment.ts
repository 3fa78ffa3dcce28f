import { defineCollection } from '../store/collection.ts';

export interface Comment {
  readonly id: string;
  readonly version: number;
  readonly billId: string;
  readonly memberId: string;
  readonly text: string;
  readonly createdAt: number;
}

export const comments = defineCollection<Comment>('comments', {
  keys: (comment) => [['byBill', `${comment.billId}|${comment.id}`]],
});
