// What a reader says brought them goes to the tag: a word of a list, nothing else.
for (const list of document.querySelectorAll("select[data-heard]"))
  list.addEventListener("change", () => {
    if (!list.value) return;
    window.ungated?.("heard", list.value);
    list.disabled = true;
    list.closest(".heard").querySelector("output").value = "Thank you.";
  });
