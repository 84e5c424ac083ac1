"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const token = one("meta[name=csrf]").content;
  const say = (text, wrong = false) => {
    const said = one("#said");
    if (!said) return;
    said.textContent = text;
    said.classList.toggle("wrong", wrong);
  };
  const send = async (path, method, body) => {
    const answer = await fetch(path, { method, body, headers: { "X-CSRF-Token": token } });
    if (!answer.ok) throw new Error((await answer.text()) || "没有成功，请重试");
    return answer.status === 204 ? null : answer.json();
  };

  const waiting = () => all(".entry[data-state=waiting]");
  const settled = (entry, told) => {
    entry.dataset.state = told.state;
    if (entry.dataset.then === "reload") return location.reload();
    const how = one(".how", entry);
    if (told.state === "failed") {
      how.textContent = told.failure;
      how.classList.replace("quiet", "wrong");
      return;
    }
    const link = document.createElement("a");
    link.className = "name";
    link.href = `/reports/${told.id}`;
    link.textContent = told.summary.title || told.name;
    one(".name", entry).replaceWith(link);
    how.textContent = told.name;
    const score = document.createElement("p");
    score.className = "score";
    const points = document.createElement("b");
    points.textContent = told.summary.total.toFixed(1);
    const grade = document.createElement("span");
    grade.textContent = told.summary.grade;
    score.append(points, grade);
    one(".remove", entry).before(score);
  };
  const watch = async () => {
    const entries = waiting();
    if (!entries.length) return;
    const asked = entries.map((entry) => `id=${encodeURIComponent(entry.dataset.id)}`).join("&");
    try {
      const answer = await fetch(`/reports?${asked}`);
      for (const told of await answer.json()) {
        if (told.state === "waiting") continue;
        settled(entries.find((entry) => entry.dataset.id === told.id), told);
      }
      const left = waiting().length;
      if (one("#upload")) say(left ? `正在审核，还有 ${left} 份…` : "审核完成");
    } catch {
      say("与服务的连接中断，正在重试…", true);
    }
    setTimeout(watch, 700);
  };

  const upload = one("#upload");
  if (upload) {
    const report = one("#report");
    const previous = one("#previous");
    const hint = one("#previous-name").textContent;
    const chosen = () => {
      const file = previous.files[0];
      one("#previous-name").textContent = file ? file.name : hint;
      one("#previous-clear").hidden = !file;
    };
    previous.addEventListener("change", chosen);
    one("#previous-clear").addEventListener("click", () => {
      previous.value = "";
      chosen();
    });
    const added = (told) => {
      const entry = document.createElement("li");
      entry.className = "entry";
      entry.dataset.id = told.id;
      entry.dataset.state = told.state;
      const grow = document.createElement("div");
      grow.className = "grow";
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = told.name;
      const how = document.createElement("p");
      how.className = "quiet how";
      how.textContent = "正在审核…";
      grow.append(name, how);
      const remove = document.createElement("button");
      remove.type = "button";
      remove.className = "link remove";
      remove.textContent = "删除";
      remove.setAttribute("aria-label", `删除 ${told.name}`);
      entry.append(grow, remove);
      one("#history").prepend(entry);
      one(".empty").hidden = true;
    };
    const take = async (files) => {
      if (!files.length) return;
      const last = previous.files[0];
      if (last && files.length > 1) return say("上年年报只能和一份报告同时提交", true);
      const body = new FormData();
      for (const file of files) body.append("report", file);
      if (last) body.append("previous", last);
      say(`正在上传 ${files.length} 份…`);
      try {
        (await send("/reports", "POST", body)).forEach(added);
        const idle = waiting().length === files.length;
        say(`正在审核，还有 ${waiting().length} 份…`);
        if (idle) watch();
      } catch (error) {
        say(error.message, true);
      }
      report.value = "";
      previous.value = "";
      chosen();
    };
    report.addEventListener("change", () => take([...report.files]));
    const drop = one("#drop");
    let over = 0;
    addEventListener("dragenter", (event) => {
      event.preventDefault();
      over += 1;
      drop.classList.add("over");
    });
    addEventListener("dragleave", () => {
      over -= 1;
      if (over <= 0) drop.classList.remove("over");
    });
    addEventListener("dragover", (event) => event.preventDefault());
    addEventListener("drop", (event) => {
      event.preventDefault();
      over = 0;
      drop.classList.remove("over");
      take([...event.dataTransfer.files]);
    });
    one("#history").addEventListener("click", async (event) => {
      const button = event.target.closest(".remove");
      if (!button) return;
      const entry = button.closest(".entry");
      try {
        await send(`/reports/${entry.dataset.id}`, "DELETE");
        entry.remove();
        one(".empty").hidden = all(".entry").length > 0;
        say("已删除");
      } catch (error) {
        say(error.message, true);
      }
    });
  }

  const result = one("[data-report]");
  if (result) {
    const names = { open: "待复核", confirmed: "已确认", dismissed: "已排除" };
    one("#by").value = localStorage.getItem("by") || "";
    one("#by").addEventListener("change", (event) => localStorage.setItem("by", event.target.value));
    result.addEventListener("click", async (event) => {
      const button = event.target.closest("[data-decide]");
      if (!button) return;
      const finding = button.closest(".finding");
      const body = new FormData();
      body.append("fingerprint", finding.dataset.fingerprint);
      body.append("status", button.dataset.decide);
      body.append("note", one("textarea", finding).value);
      body.append("by", one("#by").value);
      say("正在记录…");
      try {
        await send(`/reports/${result.dataset.report}/decisions`, "POST", body);
        finding.dataset.status = button.dataset.decide;
        one(".state", finding).textContent = names[button.dataset.decide];
        one("#result").src = `/reports/${result.dataset.report}/page`;
        say("已记入复核记录，结果已更新");
      } catch (error) {
        say(error.message, true);
      }
    });
  }
  watch();
})();
