"""The first file of the program on Windows; python313._pth says where its modules lie."""

from launch import begin

begin()
