// In front of the theme's search, which the build appends: its engine finds words that begin as those asked
// for do. So they are asked for in stems, without those that tell nothing.
{
  const [QUERY, RESULT] = [2, 3];
  const FIRST_PARAGRAPH = /^.*?<\/(p|ul|ol)>/s;

  const stem = (word) => {
    const stemmed = `${lunr.stemmer(new lunr.Token(word))}`;
    let same = 0;
    // A stem may end in another letter than its words: penalty, "penalti".
    while (same < stemmed.length && stemmed[same] === word[same]) same += 1;
    return word.slice(0, Math.max(3, same));
  };

  const stems = (query) => {
    const words = query.toLowerCase().split(lunr.tokenizer.separator).filter(Boolean);
    const telling = words.filter(lunr.stopWordFilter);
    // With a letter or two much begins: these alone are meant, unless somebody is still typing.
    return telling.map((word, place) => {
      const typing = telling.length === 1 || (place === telling.length - 1 && word.length > 1);
      return word.length > 2 || typing ? stem(word) : `${word}^1`;
    });
  };

  addEventListener("message", (event) => {
    const { type, data, told } = event.data;
    if (type !== QUERY || told) return;
    event.stopImmediatePropagation();
    const asked = { type, data: stems(data).join(" "), told: true };
    dispatchEvent(new MessageEvent("message", { data: asked }));
  });

  const answer = postMessage.bind(self);
  self.postMessage = (message) => {
    if (message.type === RESULT) {
      for (const item of message.data.items.flat()) {
        // The theme would show those that are missing, and stems are no words.
        item.terms = {};
        // Found by its title, or by a word that it does not say: its beginning, not the whole of it.
        if (!item.text.includes("<mark")) item.text = FIRST_PARAGRAPH.exec(item.text)?.[0] ?? item.text;
      }
    }
    answer(message);
  };
}
