require "json"

class Notes
  attr_reader :all

  def initialize(path)
    @path = path
    @all = {}
  end

  def load
    @all = JSON.parse(File.read(@path))
  end

  def add(name, text)
    @all[name] = text
    save
  end

  def save
    File.write(@path, JSON.dump(@all))
  end
end
