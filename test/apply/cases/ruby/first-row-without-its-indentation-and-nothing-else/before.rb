def show
	open_shop
	puts "first", "second"
	close_shop
end
