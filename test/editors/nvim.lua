-- Opens a document the way a person would, with the configuration of docs/editors/neovim.md already loaded, and prints what it saw.
local seen = {}
local function wait(what, ready)
  if not vim.wait(15000, ready, 20) then
    io.stderr:write("waited in vain for " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end
local function messages()
  return vim.tbl_map(function(d) return d.code .. " " .. d.lnum .. ":" .. d.col end, vim.diagnostic.get(0))
end
local function has(rule)
  return vim.iter(vim.diagnostic.get(0)):any(function(d) return d.code == rule end)
end

vim.cmd.edit(vim.env.DOCUMENT)
wait("the client", function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end)
wait("findings", function() return has("handle-unquoted") end)
seen.findings = messages()

local function ask(method, line, character)
  local params = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = line, character = character } }
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 5000) or {}) do
    if answer.result then return answer.result end
  end
end
seen.hover = ask("textDocument/hover", 2, 1).contents.value
seen.completion = vim.tbl_map(function(item) return item.label end, ask("textDocument/completion", 3, 0).items)

vim.api.nvim_win_set_cursor(0, { 2, 8 })
vim.lsp.buf.code_action({ filter = function(action) return action.isPreferred end, apply = true })
wait("the fix", function() return not has("handle-unquoted") end)
seen.fixed = vim.api.nvim_buf_get_lines(0, 1, 2, false)[1]

vim.api.nvim_buf_set_lines(0, 2, 3, false, { "goal: improve it" })
wait("findings after an edit", function() return has("goal-vague") end)

vim.cmd.edit(vim.env.OTHER)
vim.wait(500)
seen.other = messages()
io.stdout:write(vim.json.encode(seen))
vim.cmd("qa!")
