// Everything together.

const parts = {
  theme: new Theme(),
  header: new Header(),
  choices: new Choices(),
  legend: new Legend(),
  scene: new Scene(),
  sum: new Sum(),
  player: new Player(),
  matrix: new Matrix(),
  cost: new Cost(),
};

watch((changed) => {
  parts.choices.draw(changed);
  parts.scene.draw();
  parts.sum.draw();
  parts.player.draw();
  if (["out", "source", "z", "plane"].some((name) => changed.has(name))) parts.matrix.build();
  parts.matrix.draw();
});

// The first picture: an output made of as many elements as any, near the middle of what is seen at once.
const reads = (at) => tapsOf(at).filter((tap) => tap.input).length;
const middle = ({ outputs }) => Math.min(Math.floor(outputs.length / 2), 5);
const distance = ([y, x]) => Math.hypot(y - middle(axisY), x - middle(axisX));
const [first] = outputs.toSorted((a, b) => reads(b) - reads(a) || distance(a) - distance(b));
for (const listener of listeners) listener(new Set());
change({ step: stepOf(first) });
